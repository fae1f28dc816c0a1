import type { App } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { AtlasStack, CLOUDFRONT_REGION } from './constructs/atlas-stack.ts';
import type { NetworkStack } from './network.ts';
import type { Stage } from './stage.ts';

/** What CloudFront needs from its own region: the certificate of the site and the firewall. */
export class EdgeStack extends AtlasStack {
  readonly certificate: Certificate;
  readonly firewall: CfnWebACL;

  constructor(app: App, stage: Stage, { network }: { network: NetworkStack }) {
    super(app, 'edge', stage, {
      description: "Atlas: the site's certificate and firewall, in the region of CloudFront",
      region: CLOUDFRONT_REGION,
    });
    this.certificate = new Certificate(this, 'Certificate', {
      domainName: stage.domain,
      validation: CertificateValidation.fromDns(network.zone),
    });
    const { requestsPerFiveMinutes, botControl } = stage.edge;
    const rules = [
      ...MANAGED.map(({ name, overrides }, i) => managed(name, i, overrides)),
      ...(botControl ? [managed('AWSManagedRulesBotControlRuleSet', 8)] : []),
      rate('ApiRate', 10, requestsPerFiveMinutes / 2, {
        byteMatchStatement: {
          fieldToMatch: { uriPath: {} },
          positionalConstraint: 'EXACTLY',
          searchString: '/graphql',
          textTransformations: [{ priority: 0, type: 'NONE' }],
        },
      }),
      rate('Rate', 11, requestsPerFiveMinutes),
    ];
    this.firewall = new CfnWebACL(this, 'Firewall', {
      name: this.nameOf('edge'),
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      rules,
      visibilityConfig: visibility('firewall'),
    });
  }
}

/** AWS's rule groups that cost nothing beyond the rule, in order. */
const MANAGED: readonly { name: string; overrides?: string[] }[] = [
  { name: 'AWSManagedRulesAmazonIpReputationList' },
  // A GraphQL body may be larger than 8 KB and hold words of SQL or HTML: the API has limits of its own.
  { name: 'AWSManagedRulesCommonRuleSet', overrides: ['SizeRestrictions_BODY', 'CrossSiteScripting_BODY'] },
  { name: 'AWSManagedRulesKnownBadInputsRuleSet' },
];

function managed(name: string, priority: number, counted: string[] = []): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: visibility(name),
  };
}

/** Blocks an address above `limit` requests in five minutes; schools share one, so it is generous. */
function rate(
  name: string,
  priority: number,
  limit: number,
  scopeDownStatement?: CfnWebACL.StatementProperty,
): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    action: { block: { customResponse: { responseCode: 429 } } },
    statement: {
      rateBasedStatement: {
        limit: Math.ceil(limit),
        aggregateKeyType: 'IP',
        evaluationWindowSec: 300,
        scopeDownStatement,
      },
    },
    visibilityConfig: visibility(name),
  };
}

function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: true };
}
