import { shallowRef } from 'vue';

/** Passwords of PDFs that were typed since the window opened, the latest first. They never leave it by this way. */
const typed = shallowRef<readonly string[]>([]);

const mostKept = 20;

/** Tries it on every document with a password from now on: sellers take one for all that they send. */
export function rememberPassword(password: string): void {
  typed.value = [password, ...typed.value.filter((each) => each !== password)].slice(0, mostKept);
}

/** Each of them once; then null. */
export function passwordsInTurn(): () => string | null {
  const left = [...typed.value];
  return () => left.shift() ?? null;
}
