// A stand-in for the script that a Jitsi server serves under this name, with the behaviour at the frame border that
// docs/jitsi-bridge.md describes, its traps included. Served together with channel.js, which goes before it.

(function () {
  // The class only echoes these maps when it is asked what is supported.
  const COMMANDS = {
    askToUnmute: "ask-to-unmute",
    displayName: "display-name",
    grantModerator: "grant-moderator",
    hangup: "video-hangup",
    kickParticipant: "kick-participant",
    muteEveryone: "mute-everyone",
    muteRemoteParticipant: "mute-remote-participant",
    rejectParticipant: "reject-participant",
    sendChatMessage: "send-chat-message",
    sendEndpointTextMessage: "send-endpoint-text-message",
    showNotification: "show-notification",
    toggleAudio: "toggle-audio",
    toggleModeration: "toggle-moderation",
    toggleRaiseHand: "toggle-raise-hand",
  };
  const EVENTS = {
    "audio-mute-status-changed": "audioMuteStatusChanged",
    "browser-support": "browserSupport",
    "conference-created-timestamp": "conferenceCreatedTimestamp",
    "data-channel-closed": "dataChannelClosed",
    "display-name-change": "displayNameChange",
    "dominant-speaker-changed": "dominantSpeakerChanged",
    "endpoint-text-message-received": "endpointTextMessageReceived",
    "error-occurred": "errorOccurred",
    "moderation-participant-approved": "moderationParticipantApproved",
    "moderation-participant-rejected": "moderationParticipantRejected",
    "moderation-status-changed": "moderationStatusChanged",
    "outgoing-message": "outgoingMessage",
    "p2p-status-changed": "p2pStatusChanged",
    "participant-joined": "participantJoined",
    "participant-kicked-out": "participantKickedOut",
    "participant-left": "participantLeft",
    "participant-muted": "participantMuted",
    "participant-role-changed": "participantRoleChanged",
    "raise-hand-updated": "raiseHandUpdated",
    ready: "ready",
    "video-conference-joined": "videoConferenceJoined",
    "video-conference-left": "videoConferenceLeft",
    "video-ready-to-close": "readyToClose",
  };
  let instances = 0;

  class JitsiMeetExternalAPI {
    #channel;
    #frame;
    #listeners = new Map();
    #asked = new Map();
    #questions = 0;

    constructor(domain, { roomName = "", parentNode = document.body, configOverwrite, userInfo, jwt, onload } = {}) {
      const n = instances++;
      const fragment = new URLSearchParams({ jitsi_meet_external_api_id: String(n) });
      if (configOverwrite) {
        fragment.set("config", JSON.stringify(configOverwrite));
      }
      if (userInfo) {
        fragment.set("userInfo", JSON.stringify(userInfo));
      }
      let query = "";
      if (jwt) {
        query = `?jwt=${encodeURIComponent(jwt)}`;
        fragment.set("jwt", jwt);
      }
      this.#frame = document.createElement("iframe");
      this.#frame.name = this.#frame.id = `jitsiConferenceFrame${n}`;
      this.#frame.allow = "autoplay; camera; clipboard-write; display-capture; microphone";
      this.#frame.src = `https://${domain}/${encodeURIComponent(roomName)}${query}#${fragment}`;
      parentNode.appendChild(this.#frame);
      this.#channel = window.openFakeChannel({
        scope: `jitsi_meet_external_api_${n}`,
        peer: () => this.#frame.contentWindow,
        acceptedOrigin: `https://${domain}`,
        receive: (params) => this.#receive(params),
      });
      if (onload) {
        this.addListener("ready", onload);
      }
    }

    #receive(params) {
      if (params?.type === "event") {
        const { name, ...payload } = params.data ?? {};
        if (Object.hasOwn(EVENTS, name)) {
          this.#emit(EVENTS[name], payload);
        }
      } else if (params?.type === "response") {
        const asked = this.#asked.get(params.id);
        this.#asked.delete(params.id);
        if ("result" in params) {
          asked?.resolve(params.result);
        } else if ("error" in params) {
          // A page that does not know the request answers so, and it reads as a result.
          asked?.resolve({ error: params.error });
        } else {
          asked?.reject(new Error("Unexpected response format!"));
        }
      }
    }

    #emit(name, payload) {
      // One payload for all; a listener that throws keeps it from those after it.
      for (const listener of [...(this.#listeners.get(name) ?? [])]) {
        listener(payload);
      }
    }

    #ask(data) {
      const id = this.#questions++;
      return new Promise((resolve, reject) => {
        this.#asked.set(id, { resolve, reject });
        this.#channel.send({ type: "request", id, data });
      });
    }

    addListener(name, listener) {
      this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
      return this;
    }

    on(name, listener) {
      return this.addListener(name, listener);
    }

    removeEventListener(name) {
      this.#listeners.delete(name);
    }

    executeCommand(name, ...args) {
      if (!(name in COMMANDS)) {
        console.error("Not supported command name.");
        return;
      }
      const inner = COMMANDS[name];
      this.#channel.send({ type: "event", data: { name: typeof inner === "string" ? inner : null, data: args } });
    }

    executeCommands(commands) {
      Object.keys(commands).forEach((name) => this.executeCommand(name, commands[name]));
    }

    getSupportedCommands() {
      return Object.keys(COMMANDS);
    }

    getSupportedEvents() {
      return Object.values(EVENTS);
    }

    getIFrame() {
      return this.#frame;
    }

    getRoomsInfo() {
      return this.#ask({ name: "rooms-info" });
    }

    isAudioMuted() {
      return this.#ask({ name: "is-audio-muted" });
    }

    isModerationOn(mediaType = "audio") {
      return this.#ask({ name: "is-moderation-on", mediaType });
    }

    isParticipantForceMuted(participantId, mediaType = "audio") {
      return this.#ask({ name: "is-participant-force-muted", participantId, mediaType });
    }

    dispose() {
      this.#channel.close();
      this.#frame.remove();
    }
  }

  window.JitsiMeetExternalAPI = JitsiMeetExternalAPI;
})();
