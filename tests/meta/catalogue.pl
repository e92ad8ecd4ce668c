#!/usr/bin/env perl
# Compares a catalogue with the template of the source: catalogue.pl CATALOGUE TEMPLATE. Says what is wrong, and how
# to mend it; exit 1 when anything is.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Unicode::Normalize qw(NFC);

# The entries of a .po file: "context: key" -> its fields.
sub entries {
    my ($path) = @_;
    open my $file, '-|', 'msgcat', '--no-wrap', $path or die "$path: $!\n";
    my (%found, $entry, $field);
    my $finish = sub {
        if ($entry && defined $entry->{msgid}) {
            my $context = defined $entry->{msgctxt} ? "$entry->{msgctxt}: " : '';
            $found{$context . $entry->{msgid}} = $entry;
        }
        undef $entry;
        undef $field;
    };
    while (my $line = <$file>) {
        chomp $line;
        if ($line eq '') {
            $finish->();
        } elsif ($line =~ /^#, .*\bfuzzy\b/) {
            $entry->{fuzzy} = 1;
        } elsif ($line =~ /^#/) {
            next;
        } else {
            if ($line =~ s/^(msgctxt|msgid|msgid_plural|msgstr)(?:\[(\d)\])? //) {
                $field = $1;
                $entry->{$field} = '' unless $field eq 'msgstr' && $2;
            }
            $line =~ /^"(.*)"$/ or die "$path: not understood: $line\n";
            $entry->{$field} .= $1;
        }
    }
    $finish->();
    close $file or die "$path: msgcat can't read it\n";
    delete $found{''};    # the header
    return \%found;
}

# What fmt would put values into, in an order that does not depend on the sentence; then every brace that is text.
sub placeholders {
    my ($text) = @_;
    my ($next, %values, @others) = (0);
    my $rest = $text =~ s/(\{\{|\}\}|\{[^{}]*\})/
        my $token = $1;
        if ($token =~ m{^\{(\d*)(:[^{}]*)?\}$}) {
            my $index = $1 eq '' ? $next++ : $1;
            $values{$index . ($2 || '')} = 1;
        } else {
            push @others, $token;
        }
        ''/gerx;
    push @others, $rest =~ /[{}]/g;
    return join ' ', (map { "{$_}" } sort keys %values), sort @others;
}

my ($catalogue_path, $template_path) = @ARGV;
my $catalogue = entries($catalogue_path);
my $template = entries($template_path);
my $bad = 0;
sub complain {
    my ($what, $key) = @_;
    print "$catalogue_path: $what: \"$key\"\n";
    $bad = 1;
}
for my $key (sort keys %$template) {
    my $entry = $catalogue->{$key};
    if (!$entry) {
        complain('no entry (scripts/messages update adds it)', $key);
    } elsif (($entry->{msgstr} // '') eq '') {
        complain('not translated', $key);
    }
}
for my $key (sort keys %$catalogue) {
    my $entry = $catalogue->{$key};
    my $text = $entry->{msgstr} // '';
    complain('no source says this any more (scripts/messages update takes it out)', $key) unless $template->{$key};
    complain('fuzzy: look at it, and take the mark away', $key) if $entry->{fuzzy};
    complain('not in Unicode\'s composed form (NFC)', $key) unless $text eq NFC($text);
    next if $text eq '';
    # Vietnamese has one form for every count: it is compared with the many.
    my $english = $entry->{msgid_plural} // $entry->{msgid};
    my ($wanted, $came) = (placeholders($english), placeholders($text));
    complain("placeholders are '$wanted' and '$came'", $key) if $wanted ne $came;
    complain('begins or ends with another blank', $key)
        if ($english =~ /^(\\n| )/ ? $1 : '') ne ($text =~ /^(\\n| )/ ? $1 : '')
        || ($english =~ /(\\n| )$/ ? $1 : '') ne ($text =~ /(\\n| )$/ ? $1 : '');
}
exit $bad;
