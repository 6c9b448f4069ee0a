package dev.streambed.gateway.auth.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/// A key pair of an issuer's.
record SigningKey(JWK key, JWSAlgorithm algorithm) {

  static SigningKey rsa(String kid, JWSAlgorithm algorithm) {
    try {
      return new SigningKey(new RSAKeyGenerator(2048).keyID(kid).generate(), algorithm);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static SigningKey ec(String kid) {
    try {
      return new SigningKey(
          new ECKeyGenerator(Curve.P_256).keyID(kid).generate(), JWSAlgorithm.ES256);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The same key pair under another name or for another algorithm.
  SigningKey as(JWSAlgorithm other) {
    return new SigningKey(key, other);
  }

  String sign(JWTClaimsSet claims) {
    return sign(claims, header().type(JOSEObjectType.JWT).build());
  }

  String sign(JWTClaimsSet claims, JWSHeader header) {
    try {
      SignedJWT jwt = new SignedJWT(header, claims);
      jwt.sign(key instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner((RSAKey) key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  JWSHeader.Builder header() {
    return new JWSHeader.Builder(algorithm).keyID(key.getKeyID());
  }
}
