/// JSON Web Tokens of one OpenID Connect issuer: a token in, the customer that it names or nothing
/// out.
///
/// 1. A library checks signatures and claims. *Why: every known vulnerability of JWTs was in a
///    hand-written check.*
/// 2. The library is loaded with the first token that looks like a JWT. *Why: most functions never
///    receive one, and every class that is loaded slows a cold start.*
/// 3. Only signatures of key pairs are accepted: RSA, RSA-PSS and ECDSA. *Why: with `none` and with
///    HMAC, anybody who knows the public key can sign.*
/// 4. A JWT that is not meant for this deployment is refused before its key is looked up, and keys
///    are fetched from the issuer at most once a minute. *Why: garbage must not cause traffic.*
///    Until the first keys were fetched, it is once in five seconds.
/// 5. Keys are kept for ten minutes, and for an hour when the issuer does not respond. *Why: the
///    issuer's outage must not affect the gateway at once; a revoked key must stop working
///    eventually.*
///
/// Out of scope: whether the customer exists and is active (`auth`).
@NullMarked
package dev.streambed.gateway.auth.jwt;

import org.jspecify.annotations.NullMarked;
