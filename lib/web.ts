import { type App, Duration, Size } from 'aws-cdk-lib';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin, VpcOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { AaaaRecord, ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { type Bucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { rewriteCode } from '../edge/rewrite.ts';
import {
  API_PATHS,
  CACHE_CONTROL,
  CONTENT_PREFIX,
  FILE_HEADERS,
  NOT_FOUND_PAGE,
  pageHeaders,
  WORKER_PATH,
} from '../edge/rules.ts';
import type { ApiStack } from './api.ts';
import { AtlasStack } from './constructs/atlas-stack.ts';
import { atlasBucket } from './constructs/bucket.ts';
import type { EdgeStack } from './edge.ts';
import type { NetworkStack } from './network.ts';
import { realtimeHost } from './realtime.ts';
import type { SecurityStack } from './security.ts';
import type { Stage } from './stage.ts';

interface Needs {
  security: SecurityStack;
  network: NetworkStack;
  api: ApiStack;
  edge: EdgeStack;
}

/** The site: pages and assets, the catalogue, and the API, below one domain. */
export class WebStack extends AtlasStack {
  readonly distribution: Distribution;
  readonly site: Bucket;
  /** The compiled catalogue; versioned, public through CloudFront only. */
  readonly content: Bucket;

  constructor(app: App, stage: Stage, { security, network, api, edge }: Needs) {
    super(app, 'web', stage, { description: 'Atlas: CloudFront, the site and the catalogue' });
    this.site = atlasBucket(this, 'Site', security);
    this.content = atlasBucket(this, 'Content', security);
    const logs = atlasBucket(this, 'CdnLogs', security, {
      // CloudFront's standard logs are written by an ACL.
      objectOwnership: ObjectOwnership.OBJECT_WRITER,
      lifecycleRules: [{ expiration: Duration.days(30) }],
    });
    const files = {
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: this.#headers(),
      compress: true,
    };
    const backend: BehaviorOptions = {
      origin: VpcOrigin.withApplicationLoadBalancer(api.balancer, {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        readTimeout: Duration.seconds(30),
        keepaliveTimeout: Duration.seconds(60),
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER,
      compress: true,
    };
    this.distribution = new Distribution(this, 'Cdn', {
      comment: `Atlas ${stage.name}`,
      domainNames: [stage.domain],
      certificate: edge.certificate,
      webAclId: edge.firewall.attrArn,
      httpVersion: HttpVersion.HTTP2_AND_3,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      priceClass:
        PriceClass[
          stage.edge.priceClass
            .replace('PriceClass_', 'PRICE_CLASS_')
            .toUpperCase() as keyof typeof PriceClass
        ],
      enableIpv6: true,
      enableLogging: true,
      logBucket: logs,
      defaultBehavior: {
        ...files,
        origin: S3BucketOrigin.withOriginAccessControl(this.site),
        functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: this.#rewrite() }],
      },
      additionalBehaviors: {
        [`${CONTENT_PREFIX.slice(1)}*`]: {
          ...files,
          origin: S3BucketOrigin.withOriginAccessControl(this.content),
        },
        ...Object.fromEntries(API_PATHS.map((path) => [path.slice(1), backend])),
      },
      // S3 answers 403 for what is not there when its reader may not list.
      errorResponses: [403, 404].map((httpStatus) => ({
        httpStatus,
        responseHttpStatus: 404,
        responsePagePath: NOT_FOUND_PAGE,
        ttl: Duration.seconds(10),
      })),
    });
    this.#deploy();
    const target = RecordTarget.fromAlias(new CloudFrontTarget(this.distribution));
    new ARecord(this, 'Name', { zone: network.zone, target });
    new AaaaRecord(this, 'Name6', { zone: network.zone, target });
  }

  #rewrite(): EdgeFunction {
    return new EdgeFunction(this, 'Rewrite', {
      comment: 'A path without an extension is the index.html below it',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(rewriteCode()),
    });
  }

  #headers(): ResponseHeadersPolicy {
    const headers = pageHeaders({ connectTo: `wss://${realtimeHost(this.stage)}` });
    const { 'content-security-policy': contentSecurityPolicy = '', ...others } = headers;
    const known = new Set(['referrer-policy', 'x-frame-options', 'x-content-type-options']);
    return new ResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyName: this.nameOf('headers'),
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: {
          referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN,
          override: true,
        },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          preload: true,
          override: true,
        },
      },
      customHeadersBehavior: {
        customHeaders: Object.entries({ ...others, ...FILE_HEADERS })
          .filter(([header]) => !known.has(header))
          .map(([header, value]) => ({ header, value, override: true })),
      },
    });
  }

  /**
   * New names first, so that no page refers to what is not there yet; old ones stay for pages that are open. The
   * service worker last: when it comes, it keeps the pages of its own build.
   */
  #deploy(): void {
    const common = { prune: false, memoryLimit: 1024, ephemeralStorageSize: Size.gibibytes(1) };
    const immutable = CacheControl.fromString(CACHE_CONTROL.immutable);
    const fresh = CacheControl.fromString(CACHE_CONTROL.revalidate);
    const always = CacheControl.fromString(CACHE_CONTROL.worker);
    const deploy = (
      id: string,
      bucket: Bucket,
      folder: string,
      control: CacheControl,
      exclude: string[],
      prefix?: string,
    ) =>
      new BucketDeployment(this, id, {
        ...common,
        destinationBucket: bucket,
        destinationKeyPrefix: prefix,
        sources: [Source.asset(folder, { exclude })],
        cacheControl: [control],
      });
    const content = CONTENT_PREFIX.slice(1, -1);
    const worker = WORKER_PATH.slice(1);
    const named = ['catalogue.json', 'manifest.json'];
    const only = (names: string[]) => ['*', ...names.map((name) => `!${name}`)];
    const hashed = [
      deploy('Documents', this.content, 'build/content', immutable, named, content),
      deploy('Assets', this.site, 'build/web', immutable, ['*.html', '**/*.html', worker]),
    ];
    const others = [
      deploy('Lists', this.content, 'build/content', fresh, only(named), content),
      deploy('Pages', this.site, 'build/web', fresh, ['assets', '*.js', '*.svg']),
    ];
    for (const later of others) later.node.addDependency(...hashed);
    deploy('Worker', this.site, 'build/web', always, only([worker])).node.addDependency(...others);
  }
}
