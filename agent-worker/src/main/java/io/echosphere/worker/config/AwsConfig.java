package io.echosphere.worker.config;

/**
 * Which AWS we talk to. Credentials are the SDK's business: it finds them where it always does.
 *
 * @param region such as {@code ap-northeast-1}
 * @param keepWarm whether idle connections are kept open
 */
public record AwsConfig(String region, boolean keepWarm) {
  static AwsConfig read(ConfigReader read) {
    Setting from = read.isSet(Setting.AWS_REGION) ? Setting.AWS_REGION : Setting.AWS_DEFAULT_REGION;
    var region = read.value(from, AwsConfig::region);
    var keepWarm = read.value(Setting.AWS_KEEP_WARM, Parsers::yesOrNo);
    read.isSet(Setting.AWS_DEFAULT_REGION);
    read.isSet(Setting.AWS_SESSION_TOKEN);
    together(read, Setting.AWS_ACCESS_KEY_ID, Setting.AWS_SECRET_ACCESS_KEY);
    together(read, Setting.AWS_SECRET_ACCESS_KEY, Setting.AWS_ACCESS_KEY_ID);
    return read.whenValid(() -> new AwsConfig(region.get(), keepWarm.get()));
  }

  private static void together(ConfigReader read, Setting one, Setting other) {
    if (read.isSet(one) && !read.isSet(other)) {
      read.problem(other, "is not set but " + one + " is", "set both or neither");
    }
  }

  private static String region(String text) throws Unacceptable {
    return Parsers.matching(
        text,
        "[a-z]{2}(-[a-z]+)+-\\d",
        "is not an AWS region",
        "use one such as ap-northeast-1 or us-east-1");
  }
}
