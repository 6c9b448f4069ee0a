/// JSON Web Tokens of one OpenID Connect issuer: a token in, the customer that it names or nothing
/// out.
///
/// 1. A library checks signatures and claims. *Why: every known hole of JWTs was a home-made
///    check.*
/// 2. The library is loaded with the first token that looks like a JWT. *Why: most functions never
///    see one, and a cold start pays for every class.*
/// 3. Only signatures of key pairs, by name: RSA, RSA-PSS and ECDSA. *Why: with `none` and with
///    HMAC, whoever knows the public key can sign.*
/// 4. What is not signed for us is refused before a key is looked for, and the issuer is asked for
///    keys at most once a minute, whatever comes. *Why: garbage must not become traffic.* Until
///    there are any keys it is asked once in five seconds.
/// 5. Keys are kept for ten minutes, and for an hour when the issuer does not answer. *Why: its
///    outage need not be ours; a key that it took back must end some time.*
///
/// Out of scope: whether the customer exists and is active (`auth`).
@NullMarked
package dev.streambed.gateway.auth.jwt;

import org.jspecify.annotations.NullMarked;
