// Questions to the meeting page. It may never answer, answer an unknown question with a truthy object, or reject; only
// an answer of the expected type is one, and silence is not "no".

/** Asks one question. Gives `{value}` for a proper answer, else `{why}`: not_offered, silent, unsupported or rejected. */
export async function ask(api, method, args, { isProper, withinMs }) {
  if (typeof api?.[method] !== "function") {
    return { why: "not_offered" };
  }
  let timer;
  const silence = new Promise((resolve) => {
    timer = setTimeout(() => resolve({ why: "silent" }), withinMs);
  });
  const answer = Promise.resolve()
    .then(() => api[method](...args))
    .then((value) => (isProper(value) ? { value } : { why: "unsupported" }), () => ({ why: "rejected" }));
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}

export const isBoolean = (value) => value === true || value === false;
export const hasRooms = (value) => Array.isArray(value?.rooms);
