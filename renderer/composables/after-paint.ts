/** Resolves once what the page is about to show was drawn; while nobody can see the page, only when it is seen again. */
export const afterPaint = (): Promise<void> =>
  new Promise((drawn) => {
    requestAnimationFrame(() => setTimeout(drawn));
  });
