// The twelve reactions in the order in which bars show them, with the modes that each can ever have and its price under
// the token rule.

const ALL = ["public", "accredited", "anonymous", "secret"];
const UNSIGNED = ["anonymous", "secret"];
const kind = (code, label, emoji, price, possible = ALL) => Object.freeze({ code, label, emoji, price, possible });

export const REACTIONS = Object.freeze([
  kind("like", "Like", "👍", 1),
  kind("love", "Love", "❤️", 2),
  kind("dislike", "Dislike", "👎", 1),
  kind("hate", "Hate", "💔", 2, UNSIGNED),
  kind("agree", "Agree", "✅", 1),
  kind("disagree", "Disagree", "❌", 1),
  kind("go_on", "Go on", "➡️", 1),
  kind("hurry_up", "Hurry up", "⏩", 1),
  kind("interesting", "Interesting", "✨", 1),
  kind("boring", "Boring", "🥱", 1),
  kind("sympathy", "Sympathy", "🤝", 1),
  kind("laugh", "Laugh", "😂", 0),
]);

export const reactionOf = (code) => REACTIONS.find((reaction) => reaction.code === code) ?? null;

export const MODES = Object.freeze({
  public: "with the name",
  accredited: "credited",
  anonymous: "without the name",
  secret: "for facilitators only",
});
