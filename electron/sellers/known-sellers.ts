import type { Seller, SellerSight } from '#shared/sellers/model.ts';
import { createRecognise, type Recognise } from '#shared/sellers/recognise.ts';
import type { Database } from '../database/open.ts';

interface Known {
  readonly version: unknown;
  readonly sellers: readonly Seller[];
  readonly look: Recognise;
}

/** The sellers as they are, read again when they changed: here, which is told by `forget`, or in another process. */
export function createKnownSellers(db: Database, list: () => Seller[]) {
  let kept: Known | null = null;

  function read(version: unknown): Known {
    const sellers = list();
    const recognise = createRecognise(sellers);
    const looked = new Map<string, SellerSight>();
    const look: Recognise = (facts) => {
      const key = JSON.stringify(facts);
      const sight = looked.get(key) ?? recognise(facts);
      looked.set(key, sight);
      return sight;
    };
    return { version, sellers, look };
  }

  return {
    known(): Known {
      const version = db.pragma('data_version', { simple: true });
      const current = kept !== null && kept.version === version ? kept : read(version);
      kept = current;
      return current;
    },
    forget(): void {
      kept = null;
    },
  };
}
