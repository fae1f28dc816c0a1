import { BlockList } from 'node:net';
import type { V1NetworkPolicy } from '@kubernetes/client-node';

/** Whether a policy lets a pod speak to this address; who is named by labels has none. */
export function reaches(
  { spec }: V1NetworkPolicy,
  address: string,
  port: number,
  protocol: 'TCP' | 'UDP' = 'TCP',
): boolean {
  return (spec?.egress ?? []).some(
    ({ to = [], ports = [] }) =>
      ports.some((one) => one.port === port && one.protocol === protocol) &&
      to.some(
        ({ ipBlock }) =>
          ipBlock &&
          isIn(ipBlock.cidr, address) &&
          !(ipBlock.except ?? []).some((cidr) => isIn(cidr, address)),
      ),
  );
}

function isIn(cidr: string, address: string): boolean {
  const [network = '', prefix] = cidr.split('/');
  const block = new BlockList();
  block.addSubnet(network, Number(prefix));
  return block.check(address);
}
