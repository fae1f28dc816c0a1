import { type App, Aspects, Fn, type IAspect, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';
import type { Stage } from '../stage.ts';

/** CloudFront's certificates and its firewall live in this region, whatever the stage's is. */
export const CLOUDFRONT_REGION = 'us-east-1';

export interface AtlasStackProps {
  description: string;
  region?: string;
}

/** A stack of one stage: its name, its region, what protects it. The account is the one that deploys it. */
export class AtlasStack extends Stack {
  readonly stage: Stage;

  constructor(app: App, id: string, stage: Stage, { description, region }: AtlasStackProps) {
    super(app, `atlas-${stage.name}-${id}`, {
      description,
      env: { region: region ?? stage.region },
      crossRegionReferences: true,
      terminationProtection: stage.keepData,
      tags: { product: 'atlas', stage: stage.name },
    });
    this.stage = stage;
    Aspects.of(this).add(new KeepLogsFor(stage.logs.retentionDays));
  }

  /** Names of zones, as AWS gives them at deployment: CDK's own way would ask AWS when it synthesizes. */
  override get availabilityZones(): string[] {
    return Array.from({ length: this.stage.network.zones }, (_, i) => Fn.select(i, Fn.getAzs()));
  }

  /** What becomes of data when its stack goes. */
  get onRemoval(): RemovalPolicy {
    return this.stage.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  }

  /** A name in this stage: `atlas-dev-<name>`. */
  nameOf(name: string): string {
    return `atlas-${this.stage.name}-${name}`;
  }
}

/** Log groups of functions that CDK itself brings would keep their lines for two years. */
class KeepLogsFor implements IAspect {
  readonly #days: number;

  constructor(days: number) {
    this.#days = days;
  }

  visit(node: IConstruct): void {
    if (node instanceof CfnLogGroup) node.retentionInDays = this.#days;
  }
}
