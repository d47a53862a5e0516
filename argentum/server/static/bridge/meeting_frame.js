// Loads the meeting: the script from the meeting's own host, so that its names and the page agree, and one frame.

import { listen } from "./listening.js";

/** A host, with or without a port; anything else never gets into an address. */
const HOST = /^(?=.{1,255}$)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/i;

function loadScript(domain) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `https://${domain}/external_api.js`;
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(`${domain} gives no external_api.js: address, certificate?`)));
    document.head.append(script);
  });
}

/** Opens the meeting. `take` gets all facts, `complain` what goes wrong, also when the page never gets ready. */
export async function openMeeting({ domain, room, parent, displayName, jwt, readyMs, take, complain, now }) {
  if (!HOST.test(domain)) {
    throw new Error(`${domain} is no host; expected something like meet.example.org`);
  }
  if (typeof window.JitsiMeetExternalAPI !== "function") {
    await loadScript(domain);
  }
  const api = new window.JitsiMeetExternalAPI(domain, {
    roomName: room,
    parentNode: parent,
    userInfo: { displayName },
    configOverwrite: { startWithAudioMuted: true, startWithVideoMuted: true },
    ...(jwt ? { jwt } : {}),
  });
  let watchdog = null;
  const watch = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(
      () => complain("The meeting page does not answer: certificate, redirect to another address, or a blocked frame."),
      readyMs,
    );
  };
  listen(api, {
    now,
    complain,
    take: (fact) => {
      if (fact.kind === "page_ready") {
        clearTimeout(watchdog);
      }
      take(fact);
    },
  });
  watch();
  const frame = api.getIFrame?.();
  if (frame) {
    frame.title = "Meeting";
  }
  return {
    api,
    close() {
      clearTimeout(watchdog);
      api.dispose();
    },
  };
}
