package tollgate.google;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxy that HTTPS_PROXY names, as terraform and gcloud understand it; Java itself looks only
 * at its own properties.
 */
final class Proxies extends ProxySelector {
  private final Optional<InetSocketAddress> proxy;
  private final List<String> direct;

  private Proxies(Optional<InetSocketAddress> proxy, List<String> direct) {
    this.proxy = proxy;
    this.direct = direct;
  }

  static Proxies of(Map<String, String> environment) {
    return new Proxies(
        value(environment, "HTTPS_PROXY").flatMap(Proxies::address),
        value(environment, "NO_PROXY")
            .map(list -> List.of(list.split("[,\\s]+")))
            .orElse(List.of()));
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .or(() -> Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT))))
        .filter(text -> !text.isBlank());
  }

  private static Optional<InetSocketAddress> address(String text) {
    try {
      URI uri = URI.create(text.contains("://") ? text.strip() : "http://" + text.strip());
      String host = uri.getHost();
      return host == null
          ? Optional.empty()
          : Optional.of(new InetSocketAddress(host, uri.getPort() < 0 ? 80 : uri.getPort()));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  @Override
  public List<Proxy> select(URI uri) {
    String host = Optional.ofNullable(uri.getHost()).orElse("");
    boolean local = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    return List.of(
        proxy
            .filter(unused -> !local && direct.stream().noneMatch(entry -> covers(entry, host)))
            .map(address -> new Proxy(Proxy.Type.HTTP, address))
            .orElse(Proxy.NO_PROXY));
  }

  private static boolean covers(String entry, String host) {
    String domain = entry.startsWith(".") ? entry : "." + entry;
    return entry.equals("*") || (!entry.isEmpty() && ("." + host).endsWith(domain));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // There is only the one.
  }
}
