"""A register may be published in parts, each a file of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="registerfile",
            name="part",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
        migrations.RemoveConstraint(model_name="registerfile", name="one_register_in_use"),
        migrations.AddConstraint(
            model_name="registerfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded", False)),
                fields=("register", "part", "sample"),
                name="one_register_in_use",
            ),
        ),
    ]
