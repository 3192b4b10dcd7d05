// Half of the simulated year's accounts, in a process of its own; answers its parent with the result.
import { simulate, type SimulationOptions } from '../support/soak/simulation.ts';

const options = JSON.parse(process.argv[2] ?? '') as SimulationOptions;
process.send?.(await simulate(options));
