import './zod-without-eval.ts';
import './styles/main.css';
import { startWindow } from './start-window.ts';

await startWindow(document);
