import './zod-without-eval.ts';
import './styles/main.css';
import { askAhead, keepAnswers } from './ask-ahead.ts';
import { languages, spoken } from './i18n/languages.ts';
import { rememberedAccount } from './remembered-account.ts';

const host = document.getElementById('app');
if (host) {
  // What the window begins with is fetched while its scripts are read; the language is the browser's guess.
  void languages[spoken('system', navigator.language)]();
  const forgetAnswers = keepAnswers();
  askAhead('settings.get', null);
  askAhead('app.info', null);
  askAhead('accounts.list', null);
  const accountId = rememberedAccount();
  if (accountId !== null) askAhead('overview.get', { accountId });
  // vue-router parses this as it is loaded. What a script throws, even if caught, makes V8 read its whole file again.
  sessionStorage['vue-router:scroll'] ??= '{}';
  // A bundle of its own: static imports would build the shared schemas before zod was told not to use eval.
  const { startWindow } = await import('./start-window.ts');
  await startWindow(host);
  forgetAnswers();
}
