/** @file The script of a further thread in Node. */

import { parentPort } from 'node:worker_threads';
import { serveThread } from '../thread.ts';

serveThread({
  post: (message) => parentPort?.postMessage(message, []),
  onMessage: (listener) => parentPort?.on('message', listener),
});
