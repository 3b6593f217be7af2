// The page: a softphone of SIP.js's usual kind. The driver calls what it puts on window.
import { Inviter, Registerer, RegistererState, SessionState, UserAgent } from '/node_modules/sip.js/lib/index.js';

const counter = new Worker('counter.js');
const state = { sockets: 0, call: 'none' };
let agent;
let session;

const reaches = (emitter, wanted) => new Promise((resolve) => {
  emitter.stateChange.addListener((now) => now === wanted && resolve());
});

window.register = async ({ server, user, password, domain }) => {
  agent = new UserAgent({
    uri: UserAgent.makeURI(`sip:${user}@${domain}`),
    authorizationUsername: user,
    authorizationPassword: password,
    transportOptions: { server },
    logLevel: 'error',
    delegate: { onConnect: () => state.sockets++ },
    sessionDescriptionHandlerFactoryOptions: { iceGatheringTimeout: 500 },
  });
  await agent.start();
  const registerer = new Registerer(agent, { expires: 3600 });
  const registered = reaches(registerer, RegistererState.Registered);
  await registerer.register();
  await registered;
};

window.call = async (number, domain) => {
  session = new Inviter(agent, UserAgent.makeURI(`sip:${number}@${domain}`), {
    sessionDescriptionHandlerOptions: { constraints: { audio: true, video: false } },
  });
  session.delegate = {
    onSessionDescriptionHandler(handler) {
      const connection = handler.peerConnection;
      connection.addEventListener('track', () => {
        document.getElementById('sound').srcObject = handler.remoteMediaStream;
      });
      const addTrack = connection.addTrack.bind(connection);
      connection.addTrack = (...given) => {
        const sender = addTrack(...given);
        const { receiver } = connection.getTransceivers().find((t) => t.sender === sender);
        sender.transform = new RTCRtpScriptTransform(counter, 'outward');
        receiver.transform = new RTCRtpScriptTransform(counter, 'homeward');
        return sender;
      };
    },
  };
  session.stateChange.addListener((now) => { state.call = now; });
  const up = reaches(session, SessionState.Established);
  await session.invite();
  await up;
};

window.account = () => new Promise((resolve) => {
  counter.onmessage = ({ data }) => resolve({ ...data, call: state.call, sockets: state.sockets });
  counter.postMessage('account');
});
