import type { App } from 'aws-cdk-lib';
import { AccountsStack } from './accounts.ts';
import { AlertsStack } from './alerts.ts';
import { ApiStack } from './api.ts';
import { BackupStack } from './backup.ts';
import { DataStack } from './data.ts';
import { DeliveryStack } from './delivery.ts';
import { EdgeStack } from './edge.ts';
import { LabsStack } from './labs.ts';
import { MessagingStack } from './messaging.ts';
import { NetworkStack } from './network.ts';
import { ObservabilityStack } from './observability.ts';
import { RealtimeStack } from './realtime.ts';
import { SecurityStack } from './security.ts';
import type { Stage } from './stage.ts';
import { WebStack } from './web.ts';
import { WorkersStack } from './workers.ts';

/** The whole of Atlas in AWS, in the order in which it is deployed. Each stack takes what it needs by name. */
export function platform(app: App, stage: Stage) {
  const alerts = new AlertsStack(app, stage);
  const security = new SecurityStack(app, stage);
  const network = new NetworkStack(app, stage, { security });
  const data = new DataStack(app, stage, { security, network });
  const messaging = new MessagingStack(app, stage, { security, alerts });
  const accounts = new AccountsStack(app, stage, { security, alerts });
  const realtime = new RealtimeStack(app, stage, { security, alerts, network, data, accounts });
  const api = new ApiStack(app, stage, { security, alerts, network, data, accounts, realtime });
  const labs = new LabsStack(app, stage, { security, network });
  const workers = new WorkersStack(app, stage, {
    security,
    alerts,
    network,
    data,
    messaging,
    accounts,
    realtime,
    labs,
  });
  const edge = new EdgeStack(app, stage, { network });
  const web = new WebStack(app, stage, { security, network, api, edge });
  const delivery = new DeliveryStack(app, stage, { security, alerts, api, realtime, workers });
  const observability = new ObservabilityStack(app, stage, {
    security,
    alerts,
    network,
    data,
    messaging,
    api,
    realtime,
    workers,
    labs,
    delivery,
  });
  const backup = new BackupStack(app, stage, { security, data });
  return {
    alerts,
    security,
    network,
    data,
    messaging,
    accounts,
    realtime,
    api,
    labs,
    workers,
    edge,
    web,
    delivery,
    observability,
    backup,
  };
}
