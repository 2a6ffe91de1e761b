/** @file The page's entry: the engine, the words, then the screen over its static picture, each in a task of its own. */

import './theme.css';
import { preferredLanguage, startWords } from '../i18n/i18n.ts';
import { boot } from '../store/actions.ts';
import { nextTask } from '../ui/task.ts';

void boot(); // before all else: a script may call window.mim as soon as the page has loaded
await nextTask();
await startWords(preferredLanguage());
await nextTask();
// What react-aria asks as soon as it is loaded. The first such question of a page takes the browser 20 ms.
Intl.DateTimeFormat.supportedLocalesOf([navigator.language]);
await nextTask();
const { show } = await import('./screen.tsx');
await nextTask();
show();
