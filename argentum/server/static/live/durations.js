// Lengths of time as people read and hear them.

/** As digits: 3:05, 1:02:40; below zero with a minus sign. What is left is rounded up, so that 0:00 means over. */
export function digits(ms, { up = false } = {}) {
  const whole = (up ? Math.ceil : Math.floor)(Math.abs(ms) / 1000);
  const sign = ms < 0 && whole > 0 ? "−" : "";
  const seconds = String(whole % 60).padStart(2, "0");
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  return hours > 0 ? `${sign}${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${sign}${minutes}:${seconds}`;
}

const counted = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

/** As words: 3 minutes 5 seconds. */
export function words(ms) {
  const whole = Math.round(Math.abs(ms) / 1000);
  const minutes = Math.floor(whole / 60);
  const parts = [minutes > 0 ? counted(minutes, "minute") : "", whole % 60 > 0 ? counted(whole % 60, "second") : ""];
  return parts.filter(Boolean).join(" ") || "no time";
}

/** A share as a percentage without decimals; a dash where there is nothing to divide. Little is not nothing. */
export function percent(share) {
  if (share === null) {
    return "–";
  }
  return share > 0 && share < 0.005 ? "< 1 %" : `${Math.round(100 * share)} %`;
}
