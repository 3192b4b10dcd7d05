const key = 'billfold.account';

/** The account that the user looked at last, also before this start. */
export const rememberedAccount = (): string | null => localStorage.getItem(key);

export const rememberAccount = (id: string): void => {
  localStorage.setItem(key, id);
};
