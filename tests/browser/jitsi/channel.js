// The channel between the two pages, as it is on the wire: JSON strings {postis, scope, method, params}, a handshake in
// which each side posts its own token every 50 ms until it is echoed, and a buffer until then. Both sides load this file.

(function () {
  const HANDSHAKE_MS = 50;

  /** Opens one side; `acceptedOrigin` filters incoming messages, and nothing else does: no window is compared. */
  window.openFakeChannel = function ({ scope, peer, acceptedOrigin, receive }) {
    const token = `${scope}-${Math.random().toString(36).slice(2)}`;
    const waiting = [];
    let ready = false;

    const post = (method, params) => {
      peer()?.postMessage(JSON.stringify({ postis: true, scope, method, params }), "*");
    };
    const listen = ({ data, origin }) => {
      let message;
      try {
        message = JSON.parse(data);
      } catch {
        return;
      }
      if (!message?.postis || message.scope !== scope || (acceptedOrigin && origin !== acceptedOrigin)) {
        return;
      }
      if (message.method !== "__ready__") {
        receive(message.params);
      } else if (message.params !== token) {
        post("__ready__", message.params);
      } else if (!ready) {
        ready = true;
        clearInterval(calling);
        waiting.splice(0).forEach((params) => post("message", params));
      }
    };
    window.addEventListener("message", listen);
    const calling = setInterval(() => post("__ready__", token), HANDSHAKE_MS);
    post("__ready__", token);

    return {
      /** What is sent before the echo is kept and sent later; after that it is posted, whoever is there to hear it. */
      send(params) {
        if (ready) {
          post("message", params);
        } else {
          waiting.push(params);
        }
      },
      close() {
        clearInterval(calling);
        window.removeEventListener("message", listen);
      },
    };
  };
})();
