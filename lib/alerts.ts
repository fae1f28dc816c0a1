import { type App, SecretValue } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { CfnSlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { AtlasStack } from './constructs/atlas-stack.ts';
import type { Stage } from './stage.ts';

/** How loud an alarm is: critical wakes somebody, warning is seen at work, info is mailed. */
export type Severity = 'critical' | 'warning' | 'info';

/** Where alarms go: one topic a severity, each with its reader. Also the budget. */
export class AlertsStack extends AtlasStack {
  readonly topics: Readonly<Record<Severity, Topic>>;

  constructor(app: App, stage: Stage) {
    super(app, 'alerts', stage, { description: 'Atlas: topics of alarms and who reads them; the budget' });
    const key = new Key(this, 'Key', {
      description: 'Encrypts alarms on their way',
      enableKeyRotation: true,
    });
    for (const service of ['cloudwatch', 'budgets', 'events']) {
      key.grantEncryptDecrypt(new ServicePrincipal(`${service}.amazonaws.com`));
    }
    const topic = (severity: Severity) => {
      const made = new Topic(this, severity, {
        topicName: this.nameOf(severity),
        masterKey: key,
        enforceSSL: true,
      });
      made.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'));
      return made;
    };
    this.topics = { critical: topic('critical'), warning: topic('warning'), info: topic('info') };
    this.topics.info.addSubscription(new EmailSubscription(stage.alerts.email));
    if (stage.alerts.pagerDuty) this.#pagerDuty();
    else this.topics.critical.addSubscription(new EmailSubscription(stage.alerts.email));
    if (stage.alerts.slack === 'off')
      this.topics.warning.addSubscription(new EmailSubscription(stage.alerts.email));
    else this.#slack(stage.alerts.slack);
    this.#budget();
  }

  /** Sends an alarm, and its end, to the readers of this severity. */
  notify(alarm: Alarm, severity: Severity): void {
    const action = new SnsAction(this.topics[severity]);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }

  /** PagerDuty's address holds its key, so it is kept in Secrets Manager and read at deployment. */
  #pagerDuty(): void {
    const endpoint = SecretValue.secretsManager(this.nameOf('pagerduty'), { jsonField: 'url' });
    new CfnSubscription(this, 'PagerDuty', {
      topicArn: this.topics.critical.topicArn,
      protocol: 'https',
      endpoint: endpoint.unsafeUnwrap(),
    });
  }

  #slack({ workspaceId, channelId }: { workspaceId: string; channelId: string }): void {
    const role = new Role(this, 'SlackRole', {
      assumedBy: new ServicePrincipal('chatbot.amazonaws.com'),
      description: 'What the channel may do: nothing but read what it is told',
    });
    const guardrail = new ManagedPolicy(this, 'SlackGuardrail', {
      description: 'From Slack one may look at alarms',
      statements: [new PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] })],
    });
    new CfnSlackChannelConfiguration(this, 'Slack', {
      configurationName: this.nameOf('warnings'),
      slackWorkspaceId: workspaceId,
      slackChannelId: channelId,
      iamRoleArn: role.roleArn,
      guardrailPolicies: [guardrail.managedPolicyArn],
      snsTopicArns: [this.topics.warning.topicArn, this.topics.critical.topicArn],
    });
  }

  #budget(): void {
    const { monthlyUsd } = this.stage.budget;
    const subscribers = [{ subscriptionType: 'EMAIL', address: this.stage.alerts.email }];
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: this.nameOf('monthly'),
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyUsd, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:stage$${this.stage.name}`] },
      },
      notificationsWithSubscribers: [50, 80, 100].map((threshold) => ({
        notification: {
          notificationType: threshold === 100 ? 'FORECASTED' : 'ACTUAL',
          comparisonOperator: 'GREATER_THAN',
          threshold,
        },
        subscribers,
      })),
    });
  }
}
