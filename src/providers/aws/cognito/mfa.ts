import { list, type Properties, record } from '../../../model/value.ts'
import { omitUndefined } from '../../kit/omit-undefined.ts'
import type { Part } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'

/** Properties that only the call on second factors takes whole. */
const takes = [
  'EmailAuthenticationMessage',
  'EmailAuthenticationSubject',
  'EnabledMfas',
  'MfaConfiguration',
  'WebAuthnFactorConfiguration',
  'WebAuthnRelyingPartyID',
  'WebAuthnUserVerification',
]

/** The second factors of a user pool: a factor must be on before a pool can ask for it. */
export const mfa: Part<AwsClient, CallName<'cognito-idp'>> = {
  takes,
  calls: ({ key, input }) => [
    { action: 'SetUserPoolMfaConfig', members: { ...key, ...configOf(input.properties) } },
  ],
  get: 'GetUserPoolMfaConfig',
  shows: answer =>
    omitUndefined({
      MfaConfiguration: answer.MfaConfiguration,
      EnabledMfas: factorsIn(answer),
      EmailAuthenticationMessage: record(answer.EmailMfaConfiguration).Message,
      EmailAuthenticationSubject: record(answer.EmailMfaConfiguration).Subject,
      WebAuthnFactorConfiguration: record(answer.WebAuthnConfiguration).FactorConfiguration,
      WebAuthnRelyingPartyID: record(answer.WebAuthnConfiguration).RelyingPartyId,
      WebAuthnUserVerification: record(answer.WebAuthnConfiguration).UserVerification,
    }),
  absent: { MfaConfiguration: 'OFF' },
}

function configOf(own: Properties): Properties {
  const { EnabledMfas, MfaConfiguration = 'OFF', SmsConfiguration, SmsAuthenticationMessage } = own
  const factors = list(EnabledMfas)
  const isSent = SmsConfiguration !== undefined && (EnabledMfas === undefined || factors.includes('SMS_MFA'))
  const email = omitUndefined({
    Message: own.EmailAuthenticationMessage,
    Subject: own.EmailAuthenticationSubject,
  })
  const keys = omitUndefined({
    FactorConfiguration: own.WebAuthnFactorConfiguration,
    RelyingPartyId: own.WebAuthnRelyingPartyID,
    UserVerification: own.WebAuthnUserVerification,
  })
  return omitUndefined({
    MfaConfiguration,
    SoftwareTokenMfaConfiguration: { Enabled: factors.includes('SOFTWARE_TOKEN_MFA') },
    SmsMfaConfiguration: isSent ? omitUndefined({ SmsConfiguration, SmsAuthenticationMessage }) : undefined,
    EmailMfaConfiguration: factors.includes('EMAIL_OTP') || Object.keys(email).length > 0 ? email : undefined,
    WebAuthnConfiguration: Object.keys(keys).length > 0 ? keys : undefined,
  })
}

function factorsIn(answer: Properties): readonly string[] {
  return [
    ...(answer.SmsMfaConfiguration === undefined ? [] : ['SMS_MFA']),
    ...(record(answer.SoftwareTokenMfaConfiguration).Enabled === true ? ['SOFTWARE_TOKEN_MFA'] : []),
    ...(answer.EmailMfaConfiguration === undefined ? [] : ['EMAIL_OTP']),
  ]
}
