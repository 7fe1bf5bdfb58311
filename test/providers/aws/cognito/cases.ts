import type { Case, Need } from '../../../support/lifecycle-cases.ts'
import { use } from '../needs.ts'

const pool: Need = { type: 'AWS::Cognito::UserPool', name: 'shop-users', properties: {} }
const inPool = { UserPoolId: use(0, 'Ref') }
const sms = { SnsCallerArn: 'arn:aws:iam::000000000000:role/texts', ExternalId: 'shop' }

/** User pools with what belongs to them. */
export const cognitoCases: readonly Case[] = [
  {
    type: 'AWS::Cognito::UserPool',
    name: 'shop-users',
    first: {
      UserPoolName: 'customers',
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      Policies: { PasswordPolicy: { MinimumLength: 12, RequireSymbols: true } },
      Schema: [
        { Name: 'email', AttributeDataType: 'String', Required: true },
        { Name: 'shop', AttributeDataType: 'String', StringAttributeConstraints: { MaxLength: '9' } },
      ],
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'],
      SmsConfiguration: sms,
      AdminCreateUserConfig: {
        AllowAdminCreateUserOnly: true,
        InviteMessageTemplate: { EmailSubject: 'Hi' },
      },
      LambdaConfig: { PreSignUp: 'arn:aws:lambda:eu-west-1:000000000000:function:check' },
      UserPoolTags: { team: 'a/b: c@d' },
    },
    second: {
      UsernameAttributes: ['email'],
      Schema: [
        { Name: 'email', AttributeDataType: 'String', Required: true },
        { Name: 'shop', AttributeDataType: 'String', StringAttributeConstraints: { MaxLength: '9' } },
        { Name: 'points', AttributeDataType: 'Number', Mutable: true },
      ],
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
    },
  },
  {
    type: 'AWS::Cognito::UserPoolClient',
    name: 'shop-web',
    needs: [pool],
    first: {
      ...inPool,
      ClientName: 'web',
      GenerateSecret: true,
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      AccessTokenValidity: 5,
      TokenValidityUnits: { AccessToken: 'minutes' },
    },
    second: {
      ...inPool,
      GenerateSecret: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      AllowedOAuthFlowsUserPoolClient: true,
      CallbackURLs: ['https://shop.example/in'],
    },
  },
  {
    type: 'AWS::Cognito::UserPoolDomain',
    name: '',
    needs: [pool],
    first: { ...inPool, Domain: 'shop-in' },
    second: { ...inPool, Domain: 'shop-in', ManagedLoginVersion: 2 },
  },
]
