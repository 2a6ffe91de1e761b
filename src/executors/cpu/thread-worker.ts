/** @file The script of a further thread in a browser. */

import { serveThread, type ToThread } from './thread.ts';

serveThread({
  post: (message) => self.postMessage(message, []),
  onMessage: (listener) =>
    self.addEventListener('message', ({ data }: MessageEvent<ToThread>) => listener(data)),
});
