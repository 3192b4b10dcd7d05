import { StrictEmitter } from '../strict.ts';

type Offered = Pick<
  Electron.PowerMonitor,
  'getSystemIdleTime' | 'getSystemIdleState' | 'isOnBatteryPower' | 'onBatteryPower'
>;

export const powerEvents = [
  'suspend',
  'resume',
  'lock-screen',
  'unlock-screen',
  'on-ac',
  'on-battery',
  'shutdown',
] as const;

/** Follows what tests tell it; by itself the machine of the host neither sleeps nor is left alone. */
export class PowerMonitor extends StrictEmitter implements Offered {
  readonly onBatteryPower = false;
  idleSeconds = 0;

  constructor() {
    super(powerEvents, [
      'speed-limit-change',
      'thermal-state-change',
      'user-did-become-active',
      'user-did-resign-active',
    ]);
  }

  getSystemIdleTime(): number {
    return this.idleSeconds;
  }

  getSystemIdleState(idleThreshold: number): 'active' | 'idle' {
    if (!Number.isInteger(idleThreshold) || idleThreshold <= 0)
      throw new TypeError('Invalid idle threshold, must be greater than 0');
    return this.idleSeconds >= idleThreshold ? 'idle' : 'active';
  }

  isOnBatteryPower(): boolean {
    return false;
  }
}
