package dev.streambed.local.functionurl;

import dev.streambed.local.template.Resource;
import java.net.URI;

/// The declaration of one Function URL.
///
/// @param url an `AWS::Lambda::Url`
record UrlDeclaration(Resource url) {

  UrlDeclaration {
    url.only("AuthType", "Cors", "InvokeMode", "Qualifier", "TargetFunctionArn");
    if (!url.text("AuthType").equals("NONE")) {
      throw url.unsupported("AuthType " + url.text("AuthType"));
    }
  }

  /// The ARN of the function that the URL invokes, with its qualifier.
  String functionArn() {
    return url.optionalText("Qualifier").map(it -> url.ref() + ":" + it).orElse(url.ref());
  }

  boolean isStreamed() {
    return url.optionalText("InvokeMode").orElse("BUFFERED").equals("RESPONSE_STREAM");
  }

  /// The host name of the URL on AWS.
  String domainName() {
    return URI.create(url.attribute("FunctionUrl")).getHost();
  }

  UrlCors cors() {
    return UrlCors.of(url.property("Cors"));
  }
}
