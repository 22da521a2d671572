package org.patchbay.server.outbound;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Addresses that are not public, in all the ways that some reader of addresses understands. */
final class Spelled {
    private static final List<String> FOUR = List.of(
            "127.0.0.1",
            "127.1.2.3",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "192.0.2.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255");

    private static final List<String> SIX = List.of(
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
            "fec0::1",
            "ff02::1",
            "2001:db8::1",
            "2001::1",
            "100::1",
            "5f00::1",
            "64:ff9b:1::7f00:1");

    private Spelled() {}

    static List<String> all() {
        var all = new TreeSet<String>();
        for (var address : FOUR) {
            var bytes = InetAddress.ofLiteral(address).getAddress();
            numbers(bytes, all);
            dotted(bytes, all);
            inSix(address, bytes, all);
            disguised(address, all);
        }
        for (var address : SIX) {
            six(address, all);
        }
        return new ArrayList<>(all);
    }

    private static long number(byte[] bytes, int from) {
        var number = 0L;
        for (var i = from; i < bytes.length; i++) {
            number = number << 8 | bytes[i] & 0xff;
        }
        return number;
    }

    private static void numbers(byte[] bytes, Set<String> all) {
        var number = number(bytes, 0);
        all.add(Long.toString(number));
        all.add("0x" + Long.toHexString(number));
        all.add("0X" + Long.toHexString(number).toUpperCase(Locale.ROOT));
        all.add("0" + Long.toOctalString(number));
        all.add("000" + Long.toOctalString(number));
        all.add(Long.toString(number + (1L << 32)));
    }

    private static void dotted(byte[] bytes, Set<String> all) {
        var a = bytes[0] & 0xff;
        var b = bytes[1] & 0xff;
        var c = bytes[2] & 0xff;
        var d = bytes[3] & 0xff;
        for (var form : List.of(
                "%d.%d.%d.%d",
                "%d.%d.%d.%d.",
                "0%o.0%o.0%o.0%o",
                "0x%x.0x%x.0x%x.0x%x",
                "0%o.%d.%d.%d",
                "%d.%d.%d.0x%x",
                "0x%x.%d.%d.%d",
                "%03d.%03d.%03d.%03d",
                "00%o.00%o.00%o.00%o")) {
            all.add(form.formatted(a, b, c, d));
        }
        for (var form : List.of("%d.%d", "0x%x.0x%x", "0%o.0%o", "%d.0x%x")) {
            all.add(form.formatted(a, number(bytes, 1)));
        }
        all.add("%d.%d.%d".formatted(a, b, number(bytes, 2)));
        all.add("0x%x.%d.0%o".formatted(a, b, number(bytes, 2)));
    }

    private static void inSix(String address, byte[] bytes, Set<String> all) {
        var high = Long.toHexString(number(new byte[] {bytes[0], bytes[1]}, 0));
        var low = Long.toHexString(number(new byte[] {bytes[2], bytes[3]}, 0));
        for (var prefix : List.of("::ffff:", "::", "64:ff9b::", "0:0:0:0:0:ffff:")) {
            all.add("[" + prefix + address + "]");
            all.add("[" + prefix + high + ":" + low + "]");
        }
        all.add("[2002:" + high + ":" + low + "::]");
        all.add("[2002:" + high + ":" + low + "::1%25lo]");
    }

    private static void disguised(String address, Set<String> all) {
        all.add("acme.example@" + address);
        all.add(address + "%2f.acme.example");
        all.add(address.replace('.', '\u3002'));
        all.add(address.replace('.', '\uff0e'));
        var wide = new StringBuilder();
        address.chars().forEach(c -> wide.append((char) (c == '.' ? c : c - '0' + '\uff10')));
        all.add(wide.toString());
        all.add("[" + address + "]");
    }

    private static void six(String address, Set<String> all) {
        var whole = InetAddress.ofLiteral(address).getHostAddress();
        all.add("[" + address + "]");
        all.add("[" + address.toUpperCase(Locale.ROOT) + "]");
        all.add("[" + whole.replaceFirst("%.*", "") + "]");
        all.add("[" + address + "%25eth0]");
        all.add("[" + address + "%lo]");
        all.add("me@[" + address + "]");
    }
}
