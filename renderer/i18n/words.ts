/** The same keys as another language's texts: a missing or surplus key is a type error. */
export type Words<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : Words<Texts[Key]>;
};

/** Dotted paths of all texts, e.g. `alerts.form.save`. */
export type Paths<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string ? Key : `${Key}.${Paths<Texts[Key]>}`;
}[keyof Texts & string];
