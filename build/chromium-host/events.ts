/** The first argument of Electron's listeners. */
export interface HostEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

/** Electron keeps `preventDefault` usable apart from its event, so it is no method of a class here either. */
export function createEvent<T extends object>(details: T): HostEvent & T;
export function createEvent(): HostEvent;
export function createEvent(details: object = {}): HostEvent {
  let prevented = false;
  return Object.defineProperties({ ...details } as HostEvent, {
    defaultPrevented: { get: () => prevented, enumerable: true },
    preventDefault: {
      value: () => {
        prevented = true;
      },
      enumerable: true,
    },
  });
}
