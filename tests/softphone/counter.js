// Counts the sound of a call, frame by frame, in a worker of the browser: what is sent bears a number, and an echo brings it back.
// A frame that has been under way for half a second without coming back is lost.
const underway = 500;
const sent = [];
const came = new Set();
let number = 0;
let first = 0; // of those not yet accounted for
let last = null;
let gap = 0;

function outward(frame) {
  sent.push(performance.now());
  new DataView(frame.data).setUint32(0, number++);
}

function homeward(frame) {
  const now = performance.now();
  gap = last === null ? 0 : Math.max(gap, now - last);
  last = now;
  came.add(new DataView(frame.data).getUint32(0));
}

// The frames since the last account, without those that may still be under way.
function account() {
  const until = performance.now() - underway;
  let due = 0;
  let lost = 0;
  while (first < number && sent[first] <= until) {
    due++;
    if (!came.delete(first)) lost++;
    first++;
  }
  const silence = Math.round(last === null ? performance.now() : Math.max(gap, performance.now() - last));
  gap = 0;
  return { frames: due, lost, silence };
}

onrtctransform = ({ transformer }) => {
  const see = transformer.options === 'outward' ? outward : homeward;
  transformer.readable
    .pipeThrough(new TransformStream({
      transform(frame, next) {
        see(frame);
        next.enqueue(frame);
      },
    }))
    .pipeTo(transformer.writable);
};

onmessage = () => postMessage(account());
