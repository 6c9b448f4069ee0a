/// The front that AWS's services have in common: who signed a request, and may they?
///
/// In: a request that is signed with Signature Version 4. Out: an [Entry], then IAM's word for what
/// the request wants; refusals as a [ServiceError] in AWS's JSON.
///
/// 1. The signature itself is checked, by the checker of the Bedrock endpoint: a gateway that signs
///    by hand gets here what it would get from AWS.
/// 2. The order is AWS's: signature, access key and session token, region, then policies, then what
///    is asked for. A stranger does not learn what exists.
/// 3. Only identity-based policies of the template's roles count. Nobody else calls from outside.
///
/// Out of scope: DynamoDB, which has its own words for refusals (`tables`), and presigned URLs.
@NullMarked
package dev.streambed.local.gate;

import org.jspecify.annotations.NullMarked;
