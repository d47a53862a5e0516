// What the IFrame API says, as facts in one spelling. Nothing here knows the room or its rules.
//
// Payloads come from another page: keys may be missing, null, added or spelt in either of two ways, and all listeners
// share one object. So each is copied first and read by `typeof`; what cannot be read is no fact.

const text = (value) => (typeof value === "string" && value !== "" ? value : undefined);
const flag = (value) => (typeof value === "boolean" ? value : undefined);
const idOf = (payload) => text(payload.id) ?? text(payload.participantId);
const isAudio = (payload) => payload.mediaType === undefined || payload.mediaType === "audio";
const about = (payload, fact) => (fact.id === undefined ? null : fact);

/** The account that the meeting's own token names: the only identity that outlives a reconnection. */
export function accountOf(userContext) {
  const id = userContext?.id;
  return text(typeof id === "number" ? String(id) : id);
}

const READERS = {
  ready: () => ({ kind: "page_ready" }),
  videoConferenceJoined: (payload) => ({ kind: "conference_joined", localId: text(payload.id) }),
  videoConferenceLeft: () => ({ kind: "conference_left" }),
  readyToClose: () => ({ kind: "conference_left" }),
  participantJoined: (payload) =>
    about(payload, { kind: "came", id: idOf(payload), name: nameOf(payload), account: accountOf(payload.userContext) }),
  participantLeft: (payload) => about(payload, { kind: "went", id: idOf(payload) }),
  participantRoleChanged: (payload) =>
    about(payload, { kind: "role", id: idOf(payload), moderator: payload.role === "moderator" || payload.role === "owner" }),
  participantKickedOut: (payload) => about(payload, { kind: "went", id: text(payload.kicked?.id) }),
  dominantSpeakerChanged: (payload) => ({ kind: "speaks", id: idOf(payload) ?? null }),
  participantMuted: (payload) => {
    const muted = flag(payload.isMuted);
    return muted === undefined || !isAudio(payload) ? null : about(payload, { kind: "microphone", id: idOf(payload), muted });
  },
  audioMuteStatusChanged: (payload) => {
    const muted = flag(payload.muted);
    return muted === undefined ? null : { kind: "own_microphone", muted };
  },
  moderationStatusChanged: (payload) => {
    const enabled = flag(payload.enabled);
    return enabled === undefined || !isAudio(payload) ? null : { kind: "moderation", enabled };
  },
  moderationParticipantApproved: (payload) =>
    isAudio(payload) ? about(payload, { kind: "approved", id: idOf(payload) }) : null,
  moderationParticipantRejected: (payload) =>
    isAudio(payload) ? about(payload, { kind: "rejected", id: idOf(payload) }) : null,
  raiseHandUpdated: (payload) => {
    const raised = payload.handRaised;
    const known = typeof raised === "number" || typeof raised === "boolean";
    return known ? about(payload, { kind: "hand", id: idOf(payload), raised: Boolean(raised) }) : null;
  },
  displayNameChange: (payload) => about(payload, { kind: "renamed", id: idOf(payload), name: nameOf(payload) }),
  endpointTextMessageReceived: (payload) => {
    const { senderInfo, eventData } = payload.data ?? payload;
    return about(payload, { kind: "message", id: text(senderInfo?.id), text: text(eventData?.text) });
  },
  outgoingMessage: (payload) => ({ kind: "chat_sent", text: text(payload.message) }),
  errorOccurred: (payload) => ({ kind: "trouble", text: text(payload.error?.name) ?? "an error without a name" }),
  dataChannelClosed: (payload) => ({ kind: "trouble", text: text(payload.reason) ?? "data channel closed" }),
};

/** The API spells it `displayname` in one event and `displayName` in the others. */
function nameOf(payload) {
  return text(payload.displayName) ?? text(payload.displayname);
}

/** Names of the events to listen to. */
export const EVENT_NAMES = Object.freeze(Object.keys(READERS));

/** Reads one event; null for what says nothing. Never throws. */
export function factOf(name, payload) {
  if (!Object.hasOwn(READERS, name)) {
    return null;
  }
  try {
    const copy = JSON.parse(JSON.stringify(payload ?? {}));
    return READERS[name](copy !== null && typeof copy === "object" ? copy : {});
  } catch {
    return null;
  }
}

/** Reads the answer of `getRoomsInfo`: the room with the local seat, else the main one. Machines are marked. */
export function rosterOf(answer, localId) {
  const peopleIn = (room) => (Array.isArray(room?.participants) ? room.participants : []);
  const rooms = answer.rooms;
  const own = rooms.find((room) => peopleIn(room).some((entry) => entry?.id === localId));
  return peopleIn(own ?? rooms.find((room) => room?.isMainRoom) ?? rooms[0])
    .filter((entry) => text(entry?.id) !== undefined)
    .map((entry) => ({
      id: entry.id,
      name: nameOf(entry),
      account: accountOf(entry.userContext),
      moderator: entry.role === "moderator" || entry.role === "owner",
      machine: entry.isJibri === true || entry.isJigasi === true,
    }));
}
