// That this link was made anew: by whom and why, and what therefore is not shown to whoever holds it now.

import { $, nameInText, setText } from "../live/dom.js";
import { digits } from "../live/durations.js";

/** Gives the function that draws it. */
export function bindRenewal(model) {
  return () => {
    const { renewed } = model.state;
    $("renewed").hidden = $("tokens-hidden").hidden = !renewed;
    if (!renewed) {
      return;
    }
    const at = digits(renewed.at_ms);
    const by = renewed.by === "operator" ? "the operator" : nameInText(model.name(renewed.by));
    const reason = renewed.why ? ` Reason: ${renewed.why}` : "";
    setText($("renewed"), `This link was made anew at ${at} by ${by}. If you did not ask for it, ask why.${reason}`);
    setText(
      $("tokens-hidden"),
      `What was paid before ${at} for reactions without your name is not listed: the link was made anew then. The balance counts it.`,
    );
  };
}
