/**
 * The promise, or an error that names what was waited for when it has not settled after so many seconds. What the promise
 * does later is ignored.
 */
export async function within<T>(seconds: number, what: string, waited: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new Error(`Waited ${seconds} s for ${what}`));
  }, seconds * 1000);
  try {
    return await Promise.race([waited, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
