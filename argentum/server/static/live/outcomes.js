// What became of a command of the bridge, in words.

const OUTCOMES = {
  confirmed: "confirmed",
  not_effective: "not effective",
  left: "left meanwhile",
  not_confirmed: "not confirmed",
  refused: "refused by the bridge",
  stale: "came too late",
};

export const outcomeText = (outcome) => OUTCOMES[outcome] ?? outcome;
