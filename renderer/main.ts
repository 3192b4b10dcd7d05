import './zod-without-eval.ts';
import './styles/main.css';
import { startWindow } from './start-window.ts';

const host = document.getElementById('app');
if (host) await startWindow(host);
