package org.patchbay.call;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A block of addresses (RFC 4632), written {@code 10.1.0.0/16} or {@code fd00::/8}; an address alone is a block of one. */
public record Network(InetAddress base, int bits) {
    private static final int V4_IN_V6 = 12;

    public Network {
        var bytes = base.getAddress();
        if (bits < 0 || bits > bytes.length * 8) {
            throw new IllegalArgumentException(
                    "'" + base.getHostAddress() + "/" + bits + "' is no network: too many bits");
        }
        for (int bit = bits; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        base = address(bytes);
    }

    /** The block that is written so. */
    public static Network of(String text) {
        var slash = text.indexOf('/');
        var host = slash < 0 ? text : text.substring(0, slash);
        var base = Hosts.literal(host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host);
        if (base.isEmpty() || slash >= 0 && !text.substring(slash + 1).matches("\\d{1,3}")) {
            throw new IllegalArgumentException("'" + text + "' is not a network such as '10.1.0.0/16'");
        }
        var all = base.get().getAddress().length * 8;
        return new Network(base.get(), slash < 0 ? all : Integer.parseInt(text.substring(slash + 1)));
    }

    /** True when the address lies in this block; an IPv4 address inside IPv6 ({@code ::ffff:…}) counts as IPv4. */
    public boolean contains(InetAddress address) {
        var mine = base.getAddress();
        var other = unmapped(address.getAddress());
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (((mine[bit / 8] ^ other[bit / 8]) & 0x80 >> bit % 8) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + bits;
    }

    private static byte[] unmapped(byte[] bytes) {
        if (bytes.length == 4) {
            return bytes;
        }
        for (int i = 0; i < V4_IN_V6; i++) {
            if (bytes[i] != (byte) (i < 10 ? 0 : 0xFF)) {
                return bytes;
            }
        }
        return new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]};
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
