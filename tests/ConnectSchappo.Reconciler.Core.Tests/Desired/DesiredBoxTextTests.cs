using ConnectSchappo.Reconciler.Core.Desired.Reports;
using ConnectSchappo.Reconciler.Core.Subjects;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Desired;

public sealed class DesiredBoxTextTests
{
    public static TheoryData<string> Good { get; } = DesiredStateCase.Names("good");

    [Theory]
    [MemberData(nameof(Good))]
    public void What_is_shown_of_a_box_reads_as_the_same_box(string name)
    {
        foreach (var box in DesiredStateCase.Load(name).Read().State!.Boxes)
        {
            var again = DesiredStateReader.Read("shown", DesiredBoxText.Write(box));

            Assert.True(again.State is not null, string.Join('\n', again.Problems));
            Assert.Equal(box, again.State.Boxes.Single());
        }
    }

    [Fact]
    public void Each_value_is_shown_with_where_it_comes_from()
    {
        var box = DesiredStateReader.Read("state.yaml", """
            apiVersion: reconciler/v1
            boxes:
              one: {address: 192.0.2.1, user: root, labels: {site: recife}, http: {prefix: "a b"}}
            groups:
              recife: {match: {site: recife}, http: {bindport: 8088, prefix: c}, fail2ban: {ignoreip: [10.0.9.0/24]}}
            fail2ban: {ignoreip: [10.0.8.0/24]}
            extensions:
              "7": {profile: phone, name: Ana, password: {secret: ana}, endpoint: {context: hall}}
            policy:
              {mode: {default: enforce, sip: observe}, restart: {maxWait: 90m, window: Sat-Mon 22:00-24:00 UTC}, confirm: {mode: manual}}
            """).State!.Boxes[0];

        Assert.Equal(
            """
            apiVersion: reconciler/v1
            boxes:
              one:
                address: 192.0.2.1
                port: 22
                user: root
                labels: {site: recife}
            http:
              bindport: 8088                                              # line 5, group recife
              prefix: "a b"                                               # line 3, box one
            pjsip:
              auths:
                auth7:                                                    # line 8
                  username: 7                                             # line 8
                  auth_type: userpass                                     # line 8, profile phone
                  password: {secret: ana}                                 # line 8
              aors:
                7:                                                        # line 8
                  max_contacts: 1                                         # line 8, profile phone
                  remove_existing: yes                                    # line 8, profile phone
                  qualify_frequency: 60                                   # line 8, profile phone
              endpoints:
                7:                                                        # line 8
                  auth: auth7                                             # line 8
                  aors: 7                                                 # line 8
                  context: hall                                           # line 8
                  disallow: all                                           # line 8, profile phone
                  allow: "ulaw,alaw"                                      # line 8, profile phone
                  direct_media: no                                        # line 8, profile phone
                  dtmf_mode: rfc4733                                      # line 8, profile phone
                  rtp_symmetric: yes                                      # line 8, profile phone
                  force_rport: yes                                        # line 8, profile phone
                  rewrite_contact: yes                                    # line 8, profile phone
                  callerid: "\"Ana\" <7>"                                 # line 8
            sip:
              absent:
                - 7                                                       # line 8
            fail2ban:
              ignoreip:
                - 10.0.8.0/24                                             # line 6
                - 10.0.9.0/24                                             # line 5
            policy:
              mode: {default: enforce, sip: observe}
              restart:
                when: idle
                maxWait: 1h30m
                window: Mon,Sat,Sun 22:00-00:00 UTC
              removals: {max: 5}
              adopt: no
              service: observe
              confirm: {mode: manual, within: 10m}

            """,
            DesiredBoxText.Write(box));
    }

    [Fact]
    public void What_webrtc_sets_by_itself_is_told_in_comments()
    {
        var reading = DesiredStateReader.Read("state.yaml", """
            apiVersion: reconciler/v1
            boxes: {one: {address: 192.0.2.1, user: root}}
            http: {enabled: yes, tlsenable: yes, tlsbindaddr: 0.0.0.0:8089, tlscertfile: /x.pem}
            sip: {general: {websocket_enabled: no}}
            asterisk: 16
            extensions:
              "250": {profile: webrtc, password: {secret: ana}}
              "260": {profile: phone, password: {secret: bo}}
            """);
        Assert.True(reading.State is not null, string.Join('\n', reading.Problems));

        var told = DesiredBoxText.Write(reading.State!.Boxes[0]).Split('\n').Where(l => l.StartsWith("      #", StringComparison.Ordinal));

        Assert.Equal(
            [
                "      # webrtc: yes sets use_avpf: yes, ice_support: yes, rtcp_mux: yes, bundle: yes, media_use_received_transport: yes, "
                    + "media_encryption: dtls",
                "      # and decides dtls_verify, dtls_setup, dtls_auto_generate_cert, whatever they say",
            ],
            told);
    }
}
