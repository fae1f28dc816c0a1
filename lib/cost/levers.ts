import type { Stage } from '../stage.ts';
import { billOf, type Levers } from './cost.ts';
import { priceOf } from './prices.ts';

export interface Lever {
  name: string;
  /** USD a month that it saves (`pulled`), or would save. */
  saves: number;
  pulled: boolean;
}

/** `ecr.dkr` and `ecr.api`: what pulls the images of labs. */
const IMAGE_ENDPOINTS = 2;

/** What the choices of a stage save, and what others would, each alone. */
export function leversOf(stage: Stage, users: number): Lever[] {
  const now = billOf(stage, users).total;
  const without = (levers: Levers): number => billOf(stage, users, levers).total - now;
  const hasEndpoints = stage.network.interfaceEndpoints.length > 0;
  return [
    { name: 'Spot for labs', saves: without({ labsOnDemand: true }), pulled: stage.labs.spot },
    {
      name: 'Warm functions by the hour',
      saves: without({ warmAllDay: true }),
      pulled: stage.api.provisioned !== 'off',
    },
    { name: 'CDN and cache answer three of four', saves: without({ uncached: true }), pulled: true },
    { name: 'arm64 functions', saves: without({ x86: true }), pulled: true },
    {
      name: 'A share of the traces',
      saves: without({ allTraces: true }),
      pulled: stage.traces.samplePercent < 100,
    },
    { name: 'Reserved instances, 1 year', saves: -without({ reserved: true }), pulled: false },
    {
      name: 'NAT instead of interface endpoints',
      saves: hasEndpoints ? -without({ endpoints: 0 }) : without({ endpoints: IMAGE_ENDPOINTS }),
      pulled: !hasEndpoints,
    },
  ];
}

/** GB a month through one zone above which an interface endpoint is cheaper than NAT. */
export function endpointBreakEven(): number {
  return (priceOf('endpoint.hour') * 730) / (priceOf('nat.gb') - priceOf('endpoint.gb'));
}
