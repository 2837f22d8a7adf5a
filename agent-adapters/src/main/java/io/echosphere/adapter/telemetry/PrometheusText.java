package io.echosphere.adapter.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Metrics in Prometheus' text format, named as OpenTelemetry's specification says and its collector
 * does: dots become underscores, units and {@code _total} are appended. Pure.
 */
final class PrometheusText {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final Map<String, String> UNITS =
      Map.of("s", "seconds", "ms", "milliseconds", "By", "bytes", "%", "percent");

  private final StringBuilder out = new StringBuilder();

  private PrometheusText() {}

  static String of(Collection<MetricData> metrics) {
    var text = new PrometheusText();
    metrics.stream().sorted(Comparator.comparing(MetricData::getName)).forEach(text::metric);
    return text.out.toString();
  }

  /** The name of a metric at Prometheus, without a histogram's suffixes. */
  static String name(MetricData metric) {
    var name = new StringBuilder(metric.getName().replaceAll("[^a-zA-Z0-9_:]", "_"));
    String unit = metric.getUnit();
    if (unit.equals("1") && isGauge(metric.getType())) {
      name.append("_ratio");
    } else if (UNITS.containsKey(unit)) {
      name.append('_').append(UNITS.get(unit));
    }
    if (isCounter(metric)) {
      name.append("_total");
    }
    return name.toString();
  }

  private void metric(MetricData metric) {
    String name = name(metric);
    String type =
        switch (metric.getType()) {
          case HISTOGRAM -> "histogram";
          case LONG_SUM, DOUBLE_SUM -> isCounter(metric) ? "counter" : "gauge";
          case LONG_GAUGE, DOUBLE_GAUGE -> "gauge";
          case SUMMARY, EXPONENTIAL_HISTOGRAM -> ""; // nobody makes these here
        };
    if (type.isEmpty() || metric.isEmpty()) {
      return;
    }
    out.append("# HELP ").append(name).append(' ').append(escaped(metric.getDescription(), false));
    out.append("\n# TYPE ").append(name).append(' ').append(type).append('\n');
    switch (metric.getType()) {
      case HISTOGRAM ->
          metric.getHistogramData().getPoints().forEach(point -> histogram(name, point));
      case LONG_SUM ->
          metric
              .getLongSumData()
              .getPoints()
              .forEach(it -> line(name, labels(it.getAttributes()), (double) it.getValue()));
      case DOUBLE_SUM ->
          metric
              .getDoubleSumData()
              .getPoints()
              .forEach(it -> line(name, labels(it.getAttributes()), it.getValue()));
      case LONG_GAUGE ->
          metric
              .getLongGaugeData()
              .getPoints()
              .forEach(it -> line(name, labels(it.getAttributes()), (double) it.getValue()));
      case DOUBLE_GAUGE ->
          metric
              .getDoubleGaugeData()
              .getPoints()
              .forEach(it -> line(name, labels(it.getAttributes()), it.getValue()));
      case SUMMARY, EXPONENTIAL_HISTOGRAM -> {}
    }
  }

  private void histogram(String name, HistogramPointData point) {
    Map<String, String> labels = labels(point.getAttributes());
    long below = 0;
    for (int i = 0; i < point.getCounts().size(); i++) {
      below += point.getCounts().get(i);
      boolean last = i == point.getBoundaries().size();
      var bucket = new TreeMap<>(labels);
      bucket.put("le", last ? "+Inf" : number(point.getBoundaries().get(i)));
      line(name + "_bucket", bucket, (double) below);
    }
    line(name + "_sum", labels, point.getSum());
    line(name + "_count", labels, (double) point.getCount());
  }

  private void line(String name, Map<String, String> labels, double value) {
    out.append(name);
    if (!labels.isEmpty()) {
      var list = new StringJoiner(",", "{", "}");
      labels.forEach((label, text) -> list.add(label + "=\"" + escaped(text, true) + "\""));
      out.append(list);
    }
    out.append(' ').append(number(value)).append('\n');
  }

  private static Map<String, String> labels(Attributes attributes) {
    var labels = new TreeMap<String, String>();
    attributes.forEach(
        (key, value) ->
            labels.put(key.getKey().replaceAll("[^a-zA-Z0-9_]", "_"), String.valueOf(value)));
    return labels;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String escaped(String text, boolean quoted) {
    String lines = text.replace("\\", "\\\\").replace("\n", "\\n");
    return quoted ? lines.replace("\"", "\\\"") : lines;
  }

  private static boolean isGauge(MetricDataType type) {
    return type == MetricDataType.LONG_GAUGE || type == MetricDataType.DOUBLE_GAUGE;
  }

  private static boolean isCounter(MetricData metric) {
    return switch (metric.getType()) {
      case LONG_SUM -> metric.getLongSumData().isMonotonic();
      case DOUBLE_SUM -> metric.getDoubleSumData().isMonotonic();
      case LONG_GAUGE, DOUBLE_GAUGE, HISTOGRAM, SUMMARY, EXPONENTIAL_HISTOGRAM -> false;
    };
  }
}
