// How long the bridge waits for what. A mute, its questions included, stays below the five seconds after which the room
// takes it for not effective.
export const LIMITS = Object.freeze({
  questionMs: 700,
  rejectionMs: 700,
  echoMs: 3000,
  approvalMs: 2000,
  chatMs: 2000,
  rosterMs: 2000,
  probeMs: 2000,
  readyMs: 20_000,
});
