import { Fn } from 'aws-cdk-lib';
import { CfnScraper, CfnWorkspace as PrometheusWorkspace } from 'aws-cdk-lib/aws-aps';
import { CfnWorkspace as GrafanaWorkspace } from 'aws-cdk-lib/aws-grafana';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Observed } from '../observability.ts';
import { AtlasStack } from './atlas-stack.ts';

/** What AWS's collector reads in the cluster: containers, by way of every node's kubelet, once a minute. */
const SCRAPE = `global:
  scrape_interval: 60s
scrape_configs:
  - job_name: cadvisor
    scheme: https
    authorization:
      credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token
    kubernetes_sd_configs:
      - role: node
    relabel_configs:
      - target_label: __address__
        replacement: kubernetes.default.svc:443
      - source_labels: [__meta_kubernetes_node_name]
        target_label: __metrics_path__
        replacement: /api/v1/nodes/$1/proxy/metrics/cadvisor
    metric_relabel_configs:
      - source_labels: [namespace]
        regex: lab-.*
        action: keep
`;

/** Metrics of lab machines in Managed Prometheus, which Managed Grafana shows beside CloudWatch and X-Ray. */
export class ClusterMetrics extends Construct {
  constructor(scope: Construct, { labs, network }: Observed) {
    super(scope, 'ClusterMetrics');
    const stack = AtlasStack.of(this) as AtlasStack;
    const workspace = new PrometheusWorkspace(this, 'Prometheus', { alias: stack.nameOf('labs') });
    new CfnScraper(this, 'Scraper', {
      alias: stack.nameOf('labs'),
      source: {
        eksConfiguration: {
          clusterArn: labs.cluster.clusterArn,
          subnetIds: network.vpc.privateSubnets.map(({ subnetId }) => subnetId),
          securityGroupIds: [labs.cluster.clusterSecurityGroupId],
        },
      },
      destination: { ampConfiguration: { workspaceArn: workspace.attrArn } },
      scrapeConfiguration: { configurationBlob: Fn.base64(SCRAPE) },
    });
    const role = new Role(this, 'GrafanaRole', {
      assumedBy: new ServicePrincipal('grafana.amazonaws.com'),
      description: 'Reads metrics and traces for Grafana',
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: [
          'aps:QueryMetrics',
          'aps:GetLabels',
          'aps:GetSeries',
          'aps:GetMetricMetadata',
          'aps:DescribeWorkspace',
        ],
        resources: [workspace.attrArn],
      }),
    );
    // Reading metrics and traces takes no resource (service authorization reference).
    role.addToPolicy(
      new PolicyStatement({
        actions: [
          'aps:ListWorkspaces',
          'cloudwatch:GetMetricData',
          'cloudwatch:ListMetrics',
          'cloudwatch:DescribeAlarms',
          'xray:GetTraceSummaries',
          'xray:BatchGetTraces',
          'xray:GetServiceGraph',
        ],
        resources: ['*'],
      }),
    );
    new GrafanaWorkspace(this, 'Grafana', {
      name: stack.nameOf('grafana'),
      accountAccessType: 'CURRENT_ACCOUNT',
      authenticationProviders: ['AWS_SSO'],
      permissionType: 'CUSTOMER_MANAGED',
      dataSources: ['PROMETHEUS', 'CLOUDWATCH', 'XRAY'],
      roleArn: role.roleArn,
    });
  }
}
