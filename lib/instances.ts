interface Size {
  vcpus: number;
  gib: number;
}

/** What instance classes have, of those that a stage has used: https://aws.amazon.com/rds/instance-types/ and /elasticache/pricing/ */
const SIZES: Readonly<Record<string, Size>> = {
  'db.t4g.micro': { vcpus: 2, gib: 1 },
  'db.t4g.small': { vcpus: 2, gib: 2 },
  'db.t4g.medium': { vcpus: 2, gib: 4 },
  'db.m6gd.large': { vcpus: 2, gib: 8 },
  'db.m6gd.xlarge': { vcpus: 4, gib: 16 },
  'db.m6gd.2xlarge': { vcpus: 8, gib: 32 },
  'db.r6gd.large': { vcpus: 2, gib: 16 },
  'cache.t4g.micro': { vcpus: 2, gib: 0.5 },
  'cache.t4g.small': { vcpus: 2, gib: 1.37 },
  'cache.t4g.medium': { vcpus: 2, gib: 3.09 },
  'cache.m7g.large': { vcpus: 2, gib: 6.38 },
};

/** @throws Error that names a class which the table lacks */
export function sizeOf(instanceClass: string): Size {
  const size = SIZES[instanceClass];
  if (!size) throw new Error(`lib/instances.ts does not say what ${instanceClass} has: add it.`);
  return size;
}
