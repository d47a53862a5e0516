// The meeting inside the frame: a roster, roles, microphones and AV moderation, as far as the IFrame API shows them.
// A test drives it as `meeting` in the frame and reads what has arrived from `meeting.received`.
// What it should get wrong is said in /scenario.json, which is read once a page load.

(async function () {
  const scenario = await (await fetch("/scenario.json", { cache: "no-store" })).json();
  const room = decodeURIComponent(location.pathname.slice(1));
  const fragment = new URLSearchParams(location.hash.slice(1));
  const people = new Map();
  const approved = new Set();
  const local = {
    id: scenario.localId ?? "local001",
    displayName: JSON.parse(fragment.get("userInfo") ?? "{}").displayName ?? "",
    role: scenario.role ?? "moderator",
    audioMuted: true,
  };
  let moderated = scenario.moderated ?? false;
  let dominant = null;
  let joined = false;
  let channel = null;

  const emit = (name, payload = {}) => channel.send({ type: "event", data: { name, ...payload } });
  const everybody = () => [local, ...people.values()];
  const personOf = (id) => (id === local.id ? local : people.get(id));
  const mayModerate = () => joined && local.role === "moderator";

  const announce = (person) => {
    if (person.unheard) {
      return;
    }
    const { id, displayName, userContext } = person;
    const named = displayName ? { displayName, formattedDisplayName: displayName } : {};
    emit("participant-joined", { id, ...named, userContext });
    if (person.audioMuted !== null) {
      emit("participant-muted", { id, isMuted: person.audioMuted, mediaType: "audio" });
    }
    if (person.role === "moderator") {
      emit("participant-role-changed", { id, role: "moderator" });
    }
  };

  const meeting = {
    received: [],
    requests: [],
    local,
    /** Sends any event, in the shape that it is given. */
    emit,
    join() {
      joined = true;
      const { id, displayName } = local;
      emit("video-conference-joined", {
        roomName: room, id, displayName, formattedDisplayName: displayName, breakoutRoom: false, visitor: false,
      });
      if (local.role === "moderator") {
        emit("participant-role-changed", { id, role: "moderator" });
      }
      if (moderated) {
        emit("moderation-status-changed", { mediaType: "audio", enabled: true });
      }
      people.forEach(announce);
    },
    leaveConference() {
      joined = false;
      emit("video-conference-left", { roomName: room });
    },
    /** `audioMuted` null: came without a microphone track, so nothing is said of it. `unheard`: no event tells of them. */
    come({ id, displayName, userContext, audioMuted = false, role = "participant", isJibri, unheard }) {
      const person = { id, displayName, userContext, audioMuted, role, isJibri, unheard };
      people.set(id, person);
      approved.add(id);
      if (joined) {
        announce(person);
      }
    },
    go(id) {
      people.delete(id);
      if (dominant === id) {
        dominant = null;
      }
      emit("participant-left", { id });
    },
    speak(id) {
      if (id !== dominant) {
        dominant = id;
        emit("dominant-speaker-changed", { id });
      }
    },
    setMicrophone(id, isMuted) {
      const person = personOf(id);
      if (person && person.audioMuted !== isMuted) {
        person.audioMuted = isMuted;
        if (id === local.id) {
          emit("audio-mute-status-changed", { muted: isMuted });
        }
        emit("participant-muted", { id, isMuted, mediaType: "audio" });
      }
    },
    raiseHand(id, handRaised) {
      emit("raise-hand-updated", { id, handRaised });
    },
    rename(id, name) {
      personOf(id).displayName = name;
      emit("display-name-change", { id, displayname: name, formattedDisplayName: name });
    },
    setRole(id, role) {
      personOf(id).role = role;
      emit("participant-role-changed", { id, role });
    },
    setModeration(enabled) {
      moderated = enabled;
      approved.clear();
      emit("moderation-status-changed", { mediaType: "audio", enabled });
    },
    approve(id) {
      approved.add(id);
    },
    change(wish) {
      Object.assign(scenario, wish);
    },
  };

  const forceMuted = (id) => moderated && personOf(id)?.role !== "moderator" && !approved.has(id);

  // As inside Jitsi: without the role, and where it would change nothing, a command vanishes without a word.
  const carryOut = {
    "mute-remote-participant"([id, mediaType = "audio"]) {
      if (id === local.id) {
        meeting.setMicrophone(id, !local.audioMuted);
      } else if (mayModerate() && mediaType === "audio" && !scenario.silentMute) {
        meeting.setMicrophone(id, true);
      }
    },
    "reject-participant"([id]) {
      if (mayModerate() && moderated && personOf(id)?.role !== "moderator" && approved.delete(id)) {
        emit("moderation-participant-rejected", { id, mediaType: "audio" });
      }
    },
    "ask-to-unmute"([id]) {
      if (mayModerate() && moderated && !approved.has(id)) {
        approved.add(id);
        emit("moderation-participant-approved", { id, mediaType: "audio" });
      }
    },
    "toggle-moderation"([enable, mediaType = "audio"]) {
      if (mayModerate() && mediaType === "audio" && moderated !== Boolean(enable)) {
        meeting.setModeration(Boolean(enable));
        if (moderated) {
          people.forEach(({ id }) => meeting.setMicrophone(id, true));
        }
      }
    },
    "send-chat-message"([message, to]) {
      emit("outgoing-message", { message, privateMessage: Boolean(to) });
    },
  };

  const answers = {
    "is-audio-muted": () => local.audioMuted,
    "is-moderation-on": () => moderated,
    "is-participant-force-muted": ({ participantId }) =>
      people.has(participantId) || participantId === local.id ? forceMuted(participantId) : moderated,
    "rooms-info": () => ({
      rooms: [{
        isMainRoom: true,
        participants: everybody().map(({ id, displayName, role, userContext, isJibri }) => ({
          id, displayName, role, userContext, isJibri, ...(id === local.id ? {} : { jid: `${room}@muc/${id}` }),
        })),
      }],
    }),
  };

  const receive = (params) => {
    if (params?.type === "event") {
      const { name, data } = params.data;
      meeting.received.push({ name, data });
      carryOut[name]?.(data);
    } else if (params?.type === "request") {
      const { name } = params.data;
      meeting.requests.push(params.data);
      const quirk = scenario.requests?.[name];
      if (quirk === "silent") {
        return;
      }
      const answer = answers[name];
      if (quirk === "unknown" || !answer) {
        channel.send({ type: "response", id: params.id, error: {} });
      } else {
        channel.send({ type: "response", id: params.id, result: quirk === "undefined" ? undefined : answer(params.data) });
      }
    }
  };

  (scenario.people ?? []).forEach(meeting.come);
  window.meeting = meeting;
  meeting.open = () => {
    channel = window.openFakeChannel({
      scope: `jitsi_meet_external_api_${fragment.get("jitsi_meet_external_api_id")}`,
      peer: () => window.parent,
      acceptedOrigin: null,
      receive,
    });
    emit("browser-support", { supported: true });
    emit("ready");
    if (!scenario.prejoin) {
      meeting.join();
    }
  };
  addEventListener("pagehide", () => channel && joined && meeting.leaveConference());
  if (!scenario.heldBack) {
    meeting.open();
  }
})();
