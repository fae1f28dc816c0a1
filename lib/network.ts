import type { App } from 'aws-cdk-lib';
import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { AtlasStack } from './constructs/atlas-stack.ts';
import type { SecurityStack } from './security.ts';
import type { Stage } from './stage.ts';

/** Who is on the network. */
const GROUPS = {
  balancer: 'The load balancer of the API',
  functions: 'Lambda functions that need the database, the cache or the cluster',
  databaseProxy: 'RDS Proxy',
  database: 'PostgreSQL',
  cache: 'Redis',
  timeSeries: 'InfluxDB',
  search: 'OpenSearch, for logs',
  logDelivery: 'Firehose, which brings logs to OpenSearch',
  endpoints: 'Interface endpoints of AWS services',
} as const;
export type GroupName = keyof typeof GROUPS;

/** Who may speak to whom, on which port. Nothing else may. */
export const OPENINGS: readonly (readonly [
  from: GroupName | 'vpc',
  to: GroupName,
  port: number,
  why: string,
])[] = [
  ['vpc', 'balancer', 443, 'CloudFront reaches the internal load balancer by its VPC origin'],
  ['functions', 'databaseProxy', 5432, 'SQL'],
  ['databaseProxy', 'database', 5432, 'SQL'],
  ['functions', 'cache', 6379, 'Sessions, limits, cached answers'],
  ['functions', 'timeSeries', 8086, 'Points'],
  ['logDelivery', 'search', 443, 'Logs'],
  ['vpc', 'endpoints', 443, 'AWS services without the internet'],
];

/** Groups that start connections to the internet: third parties and AWS services, by NAT. */
const OUTBOUND: readonly GroupName[] = ['functions'];

/** The VPC, who may speak to whom in it, and the DNS zone. */
export class NetworkStack extends AtlasStack {
  readonly vpc: Vpc;
  readonly groups: Readonly<Record<GroupName, SecurityGroup>>;
  readonly zone: PublicHostedZone;

  constructor(app: App, stage: Stage, { security }: { security: SecurityStack }) {
    super(app, 'network', stage, { description: 'Atlas: VPC, endpoints, security groups, DNS zone' });
    const { cidr, zones, natGateways } = stage.network;
    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr(cidr),
      maxAzs: zones,
      natGateways,
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [
        { name: 'public', subnetType: SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        // 4,094 addresses a zone: lab pods take most of them.
        { name: 'private', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
        { name: 'data', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
    });
    this.groups = this.#securityGroups();
    this.#endpoints();
    this.vpc.addFlowLog('FlowLog', {
      trafficType: FlowLogTrafficType.REJECT,
      destination: FlowLogDestination.toCloudWatchLogs(
        new LogGroup(this, 'FlowLogs', {
          retention: stage.logs.retentionDays,
          encryptionKey: security.logKey,
          removalPolicy: this.onRemoval,
        }),
      ),
    });
    this.zone = new PublicHostedZone(this, 'Zone', {
      zoneName: stage.domain,
      comment: `Atlas ${stage.name}; the parent domain delegates to it`,
    });
    this.zone.applyRemovalPolicy(this.onRemoval);
  }

  #securityGroups(): Record<GroupName, SecurityGroup> {
    const groups = Object.fromEntries(
      Object.entries(GROUPS).map(([name, description]) => [
        name,
        new SecurityGroup(this, `${name}Group`, { vpc: this.vpc, description, allowAllOutbound: false }),
      ]),
    ) as Record<GroupName, SecurityGroup>;
    for (const [from, to, port, why] of OPENINGS) {
      const source = from === 'vpc' ? Peer.ipv4(this.vpc.vpcCidrBlock) : groups[from];
      groups[to].addIngressRule(source, Port.tcp(port), why);
      if (from !== 'vpc') groups[from].addEgressRule(groups[to], Port.tcp(port), why);
    }
    for (const name of OUTBOUND) {
      groups[name].addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'AWS services and third parties');
    }
    return groups;
  }

  #endpoints(): void {
    // These two cost nothing and keep their traffic off NAT.
    this.vpc.addGatewayEndpoint('S3', { service: GatewayVpcEndpointAwsService.S3 });
    this.vpc.addGatewayEndpoint('DynamoDb', { service: GatewayVpcEndpointAwsService.DYNAMODB });
    for (const name of this.stage.network.interfaceEndpoints) {
      this.vpc.addInterfaceEndpoint(name.replace('.', ''), {
        service: new InterfaceVpcEndpointAwsService(name),
        securityGroups: [this.groups.endpoints],
        open: false,
      });
    }
  }
}
