/// Checks that a request is signed for a service: Signature Version 4, as AWS checks it. In: a
/// request's method, path, headers and body. Out: the signer's access key, or AWS's error. Bedrock
/// is the first service; the local stack checks Lambda's and API Gateway's callers with it.
///
/// 1. The canonical request is built from the raw path, whose segments are escaped once more: every
///    AWS service but S3 does so, and hand-written signers often get it wrong.
/// 2. A body hash that the client sends (`x-amz-content-sha256`) is accepted only when it matches
///    the body.
/// 3. Times are compared with the clock of the constructor, five minutes either way, as on AWS.
/// 4. The host may be signed as `:authority`, as the AWS SDK for JavaScript does over HTTP/2.
///
/// Hand-written, and tested against the SDK's own signer, because the SDK can sign but not check.
/// Out of scope: the permissions of the signer (the root package's `Authorizer`), Bedrock's API
/// keys (`Bearer`), presigned URLs.
@NullMarked
package dev.streambed.bedrock.signature;

import org.jspecify.annotations.NullMarked;
